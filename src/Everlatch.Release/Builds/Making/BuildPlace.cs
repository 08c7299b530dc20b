namespace Everlatch.Release.Builds.Making;

/// <summary>
/// Where a checkout's releases are built, one at a time: what is built is found in the way of nobody, and nobody else's files in
/// its way. Below the checkout, since a shared folder for temporary files is one where others could put settings of the build.
/// </summary>
internal sealed class BuildPlace : IDisposable
{
    private readonly string home;
    private readonly FileStream turn;

    private BuildPlace(string home, FileStream turn) => (this.home, this.turn) = (home, turn);

    /// <summary>The files of the commit.</summary>
    public string Source => Path.Combine(home, "source");

    /// <summary>What the compiler makes on the way.</summary>
    public string Artifacts => Path.Combine(Source, ".everlatch", "publish");

    /// <summary>What every compilation is told.</summary>
    public string CompilerOptions => Path.Combine(home, "compiler.rsp");

    /// <summary>What is to be the release.</summary>
    public string Built => Path.Combine(home, "built");

    /// <summary>Takes it, without what a killed build left there.</summary>
    /// <exception cref="ReleaseException">Another build has it, or it cannot be made.</exception>
    public static BuildPlace Take(string checkout)
    {
        var home = Path.Combine(checkout, ".everlatch", "release");
        try
        {
            Directory.CreateDirectory(home);
            var turn = new FileStream(Path.Combine(home, "turn"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var place = new BuildPlace(home, turn);
            place.Clear();
            Directory.CreateDirectory(place.Source);
            return place;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ReleaseException("EL2009", $"Nothing can be built in {home}; perhaps another build is: {e.Message}", e);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        try
        {
            Clear();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A compiler that was stopped still writes; the next build clears it away.
        }

        turn.Dispose();
    }

    private void Clear()
    {
        foreach (var folder in new[] { Source, Built }.Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
