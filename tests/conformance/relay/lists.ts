// Paginated fragments as an application with Relay writes them: at the root and below a node, both ways, over the
// groups of a list and over a search.
import { graphql } from 'relay-runtime';

graphql`
  query listsQuery($asOf: Date, $unit: ID!, $text: String!) {
    ...listsMeasures @arguments(asOf: $asOf)
    ...listsSearch @arguments(text: $text)
    node(id: $unit) {
      ...listsOfUnit @alias
      ...listsBackwardOfUnit @alias
    }
  }
`;

graphql`
  fragment listsMeasures on Query
  @refetchable(queryName: "listsMeasuresPage")
  @argumentDefinitions(
    asOf: { type: "Date" }
    count: { type: "Int", defaultValue: 20 }
    cursor: { type: "String" }
  ) {
    measures(where: { overdue: { asOf: $asOf } }, first: $count, after: $cursor) @connection(key: "lists_measures") {
      totalCount
      edges {
        node {
          id
          heading
          daysOverdue(asOf: $asOf)
          ...listsIssueOfMeasure
        }
      }
    }
  }
`;

graphql`
  fragment listsIssueOfMeasure on Measure {
    issue {
      title
    }
    evidence {
      quote
    }
  }
`;

graphql`
  fragment listsOfUnit on Unit
  @refetchable(queryName: "listsOfUnitPage")
  @argumentDefinitions(count: { type: "Int", defaultValue: 10 }, cursor: { type: "String" }) {
    name
    measures(orderBy: [{ dueOn: ASC }], first: $count, after: $cursor) @connection(key: "lists_of_unit_measures") {
      edges {
        node {
          heading
          dueOn
        }
      }
    }
  }
`;

graphql`
  fragment listsBackwardOfUnit on Unit
  @refetchable(queryName: "listsBackwardOfUnitPage")
  @argumentDefinitions(count: { type: "Int", defaultValue: 10 }, cursor: { type: "String" }) {
    latest: measures(last: $count, before: $cursor) @connection(key: "lists_backward_latest") {
      edges {
        node {
          ordinal
        }
      }
    }
  }
`;

graphql`
  fragment listsBothWays on Query
  @refetchable(queryName: "listsBothWaysPage")
  @argumentDefinitions(
    first: { type: "Int" }
    after: { type: "String" }
    last: { type: "Int" }
    before: { type: "String" }
  ) {
    issues(first: $first, after: $after, last: $last, before: $before) @connection(key: "lists_issues") {
      edges {
        node {
          number
          title
        }
      }
    }
  }
`;

graphql`
  fragment listsSearch on Query
  @refetchable(queryName: "listsSearchPage")
  @argumentDefinitions(
    text: { type: "String!" }
    count: { type: "Int", defaultValue: 20 }
    cursor: { type: "String" }
  ) {
    search(text: $text, first: $count, after: $cursor) @connection(key: "lists_search") {
      edges {
        node {
          node {
            id
          }
          highlights {
            text
          }
        }
      }
    }
  }
`;

graphql`
  fragment listsGroups on Query
  @refetchable(queryName: "listsGroupsPage")
  @argumentDefinitions(count: { type: "Int", defaultValue: 10 }, cursor: { type: "String" }) {
    measures {
      groups(by: [LEAD_UNIT], first: $count, after: $cursor) @connection(key: "lists_groups") {
        edges {
          node {
            key {
              leadUnit {
                name
              }
            }
            count
          }
        }
      }
    }
  }
`;
