"""For which workspace an event, command, press or form is meant."""

from bot.adapters.slack.limits import Json


def is_meant_for(workspace: str, body: Json) -> bool:
    """Tell whether a request is for the workspace of the bot's token, as far as it says.

    In a channel shared with another workspace, an event's own team may be the other one; the
    authorizations then name those that the app hears it for. A form tells where its app is
    installed.
    """
    authorizations: list[Json] = body.get("authorizations") or []
    if authorizations:
        return workspace in {each.get("team_id") for each in authorizations}
    view: Json = body.get("view") or {}
    if installed := view.get("app_installed_team_id"):
        return installed == workspace
    team: Json = body.get("team") or {}
    user: Json = body["user"] if isinstance(body.get("user"), dict) else {}
    told = (team.get("id"), body.get("team_id"), user.get("team_id"), view.get("team_id"))
    return bool(workspace) and workspace in told
