"""The bench of those who keep the ontology: working copies, their log and review, forms, tree, grid."""
