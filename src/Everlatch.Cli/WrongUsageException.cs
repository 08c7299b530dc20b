namespace Everlatch.Cli;

/// <summary>The caller asked for something that this verb does not do; the message says what it does.</summary>
internal sealed class WrongUsageException(string message) : Exception(message);
