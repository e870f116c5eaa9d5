"""What is offered, at what price; stock tips; the licences that are claimed."""
