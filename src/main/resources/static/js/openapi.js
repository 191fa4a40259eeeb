import { api } from './api.js';

let loading;

/** The OpenAPI document of the service, read once. */
export function openApi() {
  loading ??= api.get('//v3/api-docs').catch(failure => {
    loading = undefined; // it may come the next time
    throw failure;
  });
  return loading;
}

/** The properties of a schema as `[name, schema]`, references followed, what is said beside a reference kept. */
export function propertiesOf(document, name) {
  return Object.entries(document.components.schemas[name]?.properties ?? {})
    .map(([property, schema]) => [property, followed(document, schema)]);
}

function followed(document, schema) {
  const name = schema.$ref?.split('/').pop();
  return name ? { ...document.components.schemas[name], ...schema, schemaName: name } : schema;
}
