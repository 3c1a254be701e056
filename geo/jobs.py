"""Work of the worker that `script/run` starts beside the web server."""

from procrastinate.contrib.django import app

from geo.touches.putting_away import put_away


@app.periodic(cron="25 * * * *")
@app.task(queue="geo", name="put_away_touches", queueing_lock="put_away_touches", lock="put_away_touches")
def put_away_touches(timestamp: int) -> None:
    """Every hour: count together the notes of what changed where."""
    put_away()
