"""Mails to the people of an event, through the organizer's own server. Without widgets."""
