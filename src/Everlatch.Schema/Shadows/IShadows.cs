using System.Data.Common;
using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Migrations;

namespace Everlatch.Schema.Shadows;

/// <summary>How an engine makes scratch databases.</summary>
internal interface IShadows
{
    /// <summary>Makes an empty one on the server of the target, and removes what killed processes left behind.</summary>
    /// <exception cref="SchemaException">It may not be made.</exception>
    Task<ShadowDatabase> CreateAsync(SchemaDatabase target, CancellationToken ct);

    /// <summary>The statements that make a schema, in an order that nearly always holds.</summary>
    IEnumerable<string> StatementsOf(Catalog catalog);

    /// <summary>Runs a statement in the transaction that is open.</summary>
    /// <exception cref="SchemaException">It reaches beyond the scratch database.</exception>
    Task RunWithinAsync(DbConnection session, SqlText statement, string file, CancellationToken ct);

    /// <summary>Runs a statement of a file without a transaction.</summary>
    /// <exception cref="SchemaException">It reaches beyond the scratch database.</exception>
    Task RunAloneAsync(DbConnection session, SqlText statement, string file, CancellationToken ct);
}
