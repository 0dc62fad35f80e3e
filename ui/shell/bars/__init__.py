"""The bars around the views: menus, filter and day, messages, the foot, the inspector’s place."""
