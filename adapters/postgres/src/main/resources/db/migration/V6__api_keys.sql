-- API keys may be given another name; what they may do stays as it was when they were made.
GRANT UPDATE (name) ON credentials TO ${service};
