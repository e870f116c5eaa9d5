// Lets messages be uses of their templates.
//
// parameters
//   rows      list<map>  message_id, template_id, similarity
//   method    string     what found the templates
//
// returns  one row
//   written   integer    rows written

UNWIND $rows AS row
MATCH (m:Message {id: row.message_id})
MATCH (t:Template {id: row.template_id})
CREATE (m)-[r:INSTANCE_OF {
  id: row.template_id + ' ' + row.message_id, similarity: row.similarity, confidence: row.similarity,
  assertion_type: 'extracted', method: $method, evidence: m.evidence
}]->(t)
RETURN count(*) AS written
