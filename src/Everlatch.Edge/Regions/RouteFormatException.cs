namespace Everlatch.Edge.Regions;

/// <summary>Bytes that are no page of a routing directory; says what was expected and what was found.</summary>
public sealed class RouteFormatException(string message) : Exception(message);
