"""What ``warmup init`` tells people: the steps on each platform, and what comes next."""

from importlib.resources import files

DISCORD_STEPS = """
Discord, two minutes:
  1. Open https://discord.com/developers/applications and choose New Application.
  2. Under Bot, choose Reset Token and copy the token.
  3. On the same page, turn on Message Content Intent if you want answers in threads (optional).
"""

SLACK_APP_STEPS = """
  3. Under Basic Information → App-Level Tokens, choose Generate Token and Scopes, add the scope
     connections:write, and copy the token.
"""

NEXT_STEPS = """
What to do next:
  1. Discord: open the invite link (`warmup doctor` prints it, too). The other link is for people
     who want to practice outside of your server.
     Slack: type /invite @Warmup in the channel.
  2. Check everything:  warmup doctor
  3. Start the bot:     warmup run
  4. In the channel, type /daily setup (on Discord it takes Manage Server).
"""

_SLACK_STEPS = """
Slack, two minutes:
  1. Open https://api.slack.com/apps, choose Create New App → From a manifest, choose the workspace,
     and paste this (YAML):

{manifest}
  2. Choose Install to Workspace, then copy the Bot User OAuth Token from OAuth & Permissions.
"""


def slack_steps() -> str:
    """Return the steps on Slack with the whole manifest, ready to be pasted."""
    whole = files("bot.adapters.slack").joinpath("manifest.yaml").read_text(encoding="utf-8")
    lines = [line for line in whole.splitlines(keepends=True) if not line.startswith("#")]
    return _SLACK_STEPS.format(manifest="".join(lines))
