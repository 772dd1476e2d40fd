// @neo4j/graphql with Yoga over the graph of the benchmark: node server.mjs BOLT_URI USER PASSWORD PORT
import { createServer } from "node:http";

import { Neo4jGraphQL } from "@neo4j/graphql";
import { createYoga } from "graphql-yoga";
import neo4j from "neo4j-driver";

const typeDefs = /* GraphQL */ `
  type Report @node {
    id: ID!
    title: String!
  }
  type Topic @node {
    id: ID!
    notation: String!
  }
  type Unit @node {
    id: ID!
    name: String!
  }
  type Issue @node {
    id: ID!
    title: String!
    reports: [Report!]! @relationship(type: "HAS_ISSUE", direction: IN)
  }
  type Assigned @relationshipProperties {
    role: String!
    inherited: Boolean!
  }
  type Measure @node {
    id: ID!
    ordinal: Int!
    heading: String
    text: String!
    status: String!
    dueOn: Date
    issue: [Issue!]! @relationship(type: "HAS_MEASURE", direction: IN)
    topics: [Topic!]! @relationship(type: "ABOUT", direction: OUT)
    units: [Unit!]! @relationship(type: "ASSIGNED_TO", direction: OUT, properties: "Assigned")
  }
`;

const [uri, user, password, port] = process.argv.slice(2);
const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { notificationFilter: { minimumSeverityLevel: "OFF" } });
const schema = await new Neo4jGraphQL({ typeDefs, driver }).getSchema();
const yoga = createYoga({ schema, logging: false, maskedErrors: false });
const server = createServer(yoga);
server.keepAliveTimeout = 0; // the benchmark keeps one connection, also while others take their turn
server.listen(Number(port), "127.0.0.1", () => console.log("up"));
