namespace Everlatch.Schema.Catalogs;

/// <summary>The tables that this package keeps for itself. No catalog shows them, and no contract needs them.</summary>
internal static class OwnTables
{
    /// <summary>Every step that ran or is running.</summary>
    public const string Ledger = "schema_ledger";

    /// <summary>Every server that lives: instance, release, contract, last seen.</summary>
    public const string Servers = "schema_servers";

    /// <summary>What the releases of those servers, and the releases that are kept, need.</summary>
    public const string Contracts = "schema_contracts";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> Names { get; } = [Ledger, Servers, Contracts];
}
