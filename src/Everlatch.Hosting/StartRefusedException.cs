namespace Everlatch.Hosting;

/// <summary>A server of ours will not start so: its configuration or its files are wrong, and the message says how.</summary>
public sealed class StartRefusedException : Exception
{
    /// <summary>A refusal with its error id; docs/errors/ has the page.</summary>
    public StartRefusedException(string id, string message)
        : base(message) => Id = id;

    /// <summary>The error id.</summary>
    public string Id { get; }
}
