"""What every store must do: one suite over the store in memory and the real one."""
