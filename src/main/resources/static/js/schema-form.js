import { h } from './dom.js';
import { propertiesOf } from './openapi.js';
import { labelOf, schemaField } from './schema-field.js';

/**
 * Fields for all that a request can say, in the order in which its schema names it; an object within it is a group that opens.
 *
 * @param except properties that the view asks for itself
 * @return `{element, fields}`
 */
export function schemaForm(document, name, { except = [], title = 'More' } = {}) {
  const properties = propertiesOf(document, name).filter(([property, schema]) => !except.includes(property) && isShown(schema));
  const flat = properties.filter(([, schema]) => !isGroup(schema)).map(([property, schema]) => schemaField([property], schema));
  const groups = properties.filter(([, schema]) => isGroup(schema)).map(([property, schema]) => ({
    title: labelOf(property),
    fields: propertiesOf(document, schema.schemaName).map(([inner, of]) => schemaField([property, inner], of)),
  }));
  const element = h('div', {},
    groups.map(group => section(group.title, group.fields)),
    flat.length > 0 && section(title, flat));
  const fields = [...flat, ...groups.flatMap(group => group.fields)];
  return { element, fields };
}

function isGroup(schema) {
  return schema.schemaName !== undefined && schema.properties !== undefined;
}

/** What has a control here: no maps. */
function isShown(schema) {
  return !schema.additionalProperties;
}

function section(title, fields) {
  return h('details', {}, h('summary', {}, title), h('div', { className: 'fields' }, fields.map(one => one.element)));
}

/** Adds to a request what was filled in. */
export function readAll(fields, into) {
  for (const { path, read } of fields) {
    const value = read();
    if (value !== undefined) {
      const parent = path.slice(0, -1).reduce((object, key) => object[key] ??= {}, into);
      parent[path.at(-1)] = value;
    }
  }
  return into;
}

/** The value at a path; undefined where there is none. */
export function valueAt(object, path) {
  return path.reduce((value, key) => value?.[key], object);
}
