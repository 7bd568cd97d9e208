"""GeoJSON (RFC 7946): events on the map."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from detente.ask.spots import Spot


def render(spots: Iterable[Spot]) -> bytes:
    """The spots as a feature collection."""
    features = [
        {
            "type": "Feature",
            "id": spot.id,
            "geometry": {"type": "Point", "coordinates": [spot.lon, spot.lat]},
            "properties": {
                k: v for k, v in msgspec.to_builtins(spot).items() if k not in ("id", "lat", "lon")
            },
        }
        for spot in spots
    ]
    return msgspec.json.encode({"type": "FeatureCollection", "features": features})
