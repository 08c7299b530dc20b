namespace Everlatch.Directory.Copies;

/// <summary>A copy of the directory is not to be trusted, or not to be read.</summary>
public sealed class CopyRefusedException : Exception
{
    /// <summary>A copy that is refused for a reason that continues the sentence "it is refused:".</summary>
    public CopyRefusedException(string because, Exception? inner = null)
        : base($"The copy of the directory is refused: {because}.", inner)
    {
    }
}
