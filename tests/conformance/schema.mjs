// Judges a schema: node schema.mjs SDL [DOCUMENT…]. Prints a JSON object of what is wrong with the schema itself, by
// the Relay rules of the linter, and with each document.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { buildSchema, parse, validate, validateSchema } from 'graphql';

const require = createRequire(import.meta.url);
const { Configuration } = require('graphql-schema-linter/lib/configuration.js');
const { Schema } = require('graphql-schema-linter/lib/schema.js');
const { validator } = require('graphql-schema-linter');

const RULES = ['relay-connection-arguments-spec', 'relay-connection-types-spec', 'relay-page-info-spec'];
const [file, ...documents] = process.argv.slice(2);
const sdl = readFileSync(file, 'utf8');
const schema = buildSchema(sdl);

function findings() {
  const given = new Schema(sdl, null);
  const configuration = new Configuration(given, { rules: RULES });
  const rules = configuration.getRules();
  if (rules.length !== RULES.length) throw new Error(`The linter has ${rules.length} of ${RULES.length} rules.`);
  return validator.validateSchemaDefinition(given, rules, configuration);
}

function wrong(document) {
  try {
    return validate(schema, parse(readFileSync(document, 'utf8')));
  } catch (error) {
    return [error];
  }
}

const said = (errors) => errors.map((error) => error.message);
console.log(JSON.stringify({
  schema: said(validateSchema(schema)),
  relay: said(findings()),
  documents: Object.fromEntries(documents.map((each) => [each, said(wrong(each))]).filter(([, all]) => all.length)),
}));
