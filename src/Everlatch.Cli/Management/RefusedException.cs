namespace Everlatch.Cli.Management;

/// <summary>The server said no; the message is what it said, with the error id where there is one.</summary>
internal sealed class RefusedException(string message) : Exception(message);
