"""postguard: draft posts against a social-media charter, before they are published."""
