namespace Samples.SchemaGate;

/// <summary>A row of <c>orders</c>.</summary>
public sealed class Order
{
    /// <summary>Its number.</summary>
    public long Id { get; set; }

    /// <summary>What was ordered.</summary>
    public required string Item { get; set; }

    /// <summary>What the customer wants us to know; release 1.1 added it.</summary>
    public string? Note { get; set; }
}
