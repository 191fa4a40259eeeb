/**
 * A network as an ONNX file, for runtimes that know nothing of Longhand: the graph of one pass, and the weights as they stand
 * in the safetensors file, with their gates in another order. The only package that knows ONNX and its protocol buffers, in
 * the classes that ND4J brings.
 */
@NullMarked
package dev.longhand.engine.onnx;

import org.jspecify.annotations.NullMarked;
