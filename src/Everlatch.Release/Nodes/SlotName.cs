namespace Everlatch.Release.Nodes;

/// <summary>The slots that a node has.</summary>
public static class SlotName
{
    /// <summary>Live or the one before, by turns.</summary>
    public const string Blue = "blue";

    /// <summary>Live or the one before, by turns.</summary>
    public const string Green = "green";

    /// <summary>A fresh start of the live release, for a canary to be compared with.</summary>
    public const string Baseline = "baseline";

    /// <summary>All of them, for messages.</summary>
    public const string All = $"'{Blue}', '{Green}' or '{Baseline}'";

    /// <summary>Whether a text names one.</summary>
    public static bool IsOne(string text) => text is Blue or Green or Baseline;

    /// <summary>Where the next release goes.</summary>
    public static string Beside(string? live) => live == Blue ? Green : Blue;
}
