namespace Everlatch.Cli.Management;

/// <summary>The server said no, or nothing; the message is what it said, without the id.</summary>
internal sealed class RefusedException(string id, string message) : Exception(message)
{
    /// <summary>The error's id.</summary>
    public string Id => id;
}
