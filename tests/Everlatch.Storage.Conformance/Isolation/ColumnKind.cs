namespace Everlatch.Storage.Conformance.Isolation;

/// <summary>What a column holds, by its type and name.</summary>
internal enum ColumnKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>Text that is JSON.</summary>
    Json,

    /// <summary>A number, which here is a time.</summary>
    Time,

    /// <summary>A digest or a sealed value.</summary>
    Bytes,
}
