// Says nothing: whatever is linked with the target has its effect.
