"""What Slack accepts, as tables: rules, then objects, elements, blocks and views made of them."""
