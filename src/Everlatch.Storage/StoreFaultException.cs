namespace Everlatch.Storage;

/// <summary>
/// The store could not answer. The host turns it into 503 with <c>Retry-After</c>; it never says anything about the caller.
/// </summary>
public sealed class StoreFaultException : Exception
{
    /// <summary>
    /// The statement that ends a transaction: after a fault there nobody knows whether the transaction happened.
    /// </summary>
    public const string Commit = "storage.commit";

    /// <summary>A fault while sending the named statement.</summary>
    public StoreFaultException(string statement, Exception inner)
        : base($"The database did not answer '{statement}'.", inner) => Statement = statement;

    /// <summary>The statement's name; never its arguments.</summary>
    public string Statement { get; }

    /// <summary>
    /// Whether it is certain that the statement did nothing: it was never sent, or the database itself refused it. Otherwise
    /// nobody knows.
    /// </summary>
    public bool ChangedNothing { get; init; }
}
