using System.Globalization;

namespace Everlatch.Release.Builds.Making;

/// <summary>The commit that a checkout is at.</summary>
/// <param name="Root">The checkout's folder.</param>
/// <param name="Commit">The commit.</param>
/// <param name="Tree">The tree of files: the commit's own, or that of the work tree when it is dirty.</param>
/// <param name="At">When it was committed: the time that its files are given.</param>
/// <param name="Dirty">Whether something is changed and not committed.</param>
internal sealed record GitCheckout(string Root, string Commit, string Tree, DateTimeOffset At, bool Dirty)
{
    // Of many changed files as many as show what is going on.
    private const int FilesShown = 5;

    /// <summary>Looks at it.</summary>
    /// <exception cref="ReleaseException">It is none, or something is not committed and that is not allowed.</exception>
    public static async Task<GitCheckout> FindAsync(string folder, bool allowDirty, CancellationToken ct)
    {
        var root = await AskAsync(folder, [], ct, "rev-parse", "--show-toplevel");
        if (!File.Exists(Path.Combine(root, PublishProduct.Project)))
        {
            throw new ReleaseException("EL2001", $"{root} is no checkout of this project: there is no {PublishProduct.Project}.");
        }

        var commit = await AskAsync(root, [], ct, "rev-parse", "HEAD");
        var at = await AskAsync(root, [], ct, "show", "-s", "--format=%ct", "HEAD");
        var changed = await AskAsync(root, [], ct, "status", "--porcelain", "--untracked-files=normal");
        if (changed.Length > 0 && !allowDirty)
        {
            throw Dirt(root, changed.Split('\n'));
        }

        return new GitCheckout(
            root,
            commit,
            changed.Length > 0 ? await WorkTreeAsync(root, ct) : await AskAsync(root, [], ct, "rev-parse", "HEAD^{tree}"),
            DateTimeOffset.FromUnixTimeSeconds(long.Parse(at, CultureInfo.InvariantCulture)),
            changed.Length > 0);
    }

    private static ReleaseException Dirt(string root, string[] changed)
    {
        var files = string.Join(", ", changed.Take(FilesShown).Select(line => line[3..]));
        var more = changed.Length > FilesShown ? $" and {changed.Length - FilesShown} more" : "";
        return new ReleaseException(
            "EL2000",
            $"{root} has files that are changed and not committed: {files}{more}. A release is what a commit says; --allow-dirty "
                + "makes one for trials, and says so in its manifest.")
        {
            IsRefusal = true,
        };
    }

    // In an index of its own, so that nothing is staged for the person who works there.
    private static async Task<string> WorkTreeAsync(string root, CancellationToken ct)
    {
        var index = Path.Combine(Directory.CreateTempSubdirectory("everlatch-index-").FullName, "index");
        try
        {
            KeyValuePair<string, string>[] own = [new("GIT_INDEX_FILE", index)];
            await AskAsync(root, own, ct, "read-tree", "HEAD");
            await AskAsync(root, own, ct, "add", "--all");
            return await AskAsync(root, own, ct, "write-tree");
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(index)!, recursive: true);
        }
    }

    private static async Task<string> AskAsync(
        string folder, KeyValuePair<string, string>[] environment, CancellationToken ct, params string[] question)
    {
        var answer = await OtherProgram.RunAsync("git", folder, question, environment, ct);
        return answer.ExitCode == 0
            ? answer.Output.TrimEnd('\n')
            : throw new ReleaseException("EL2001", $"git says nothing of {folder}: {answer.LastWords}");
    }
}
