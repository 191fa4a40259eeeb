package dev.longhand.engine.artifact;

import java.util.List;
import java.util.Map;

/** What the header of a safetensors file says: free metadata, and the tensors in the order of the header. */
record TensorHeader(Map<String, String> metadata, List<TensorInfo> tensors) {}
