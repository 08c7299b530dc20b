namespace Everlatch.Server.Health;

/// <summary>What is known of the database's schema.</summary>
internal abstract record SchemaState
{
    /// <summary>Nobody could look yet.</summary>
    internal sealed record Unknown(string Because) : SchemaState;

    /// <summary>Migrations of this build are missing there.</summary>
    internal sealed record Pending(IReadOnlyList<string> Migrations) : SchemaState;

    /// <summary>It is what this build needs.</summary>
    internal sealed record Fits : SchemaState;
}
