namespace Everlatch.Schema.Migrations;

/// <summary>How a backfill goes through its table.</summary>
/// <remarks>
/// Its one statement changes the rows whose key lies in a range: <c>… where id &gt; @after and id &lt;= @upto …</c>.
/// </remarks>
public sealed record BackfillOptions
{
    /// <summary>The table that it walks.</summary>
    public required string Table { get; init; }

    /// <summary>A column of it with a unique order.</summary>
    public required string Key { get; init; }

    /// <summary>Rows in one batch and one transaction. Default 1,000.</summary>
    public int BatchSize { get; init; } = 1_000;

    /// <summary>How long it rests after each batch, as a share of the batch's own time. Default 1: half of the time.</summary>
    public double Rest { get; init; } = 1;
}
