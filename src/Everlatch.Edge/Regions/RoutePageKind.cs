namespace Everlatch.Edge.Regions;

/// <summary>What a page is part of; a byte of its head.</summary>
public enum RoutePageKind : byte
{
    /// <summary>Everything that the region has.</summary>
    Whole = (byte)'W',

    /// <summary>What changed since a state.</summary>
    Changes = (byte)'C',
}
