using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Shadows;

/// <summary>How an engine makes scratch databases.</summary>
internal interface IShadows
{
    /// <summary>Makes an empty one on the server of the target, and removes what killed processes left behind.</summary>
    /// <exception cref="SchemaException">It may not be made.</exception>
    Task<ShadowDatabase> CreateAsync(SchemaDatabase target, CancellationToken ct);

    /// <summary>The statements that make a schema, in an order that nearly always holds.</summary>
    IEnumerable<string> StatementsOf(Catalog catalog);
}
