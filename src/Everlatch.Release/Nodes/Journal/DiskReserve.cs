namespace Everlatch.Release.Nodes.Journal;

/// <summary>Room on the disk that is given up for the one thing that must go even when it is full: taking traffic back.</summary>
internal sealed class DiskReserve(string folder)
{
    private const int Size = 1024 * 1024;

    private string Path => System.IO.Path.Combine(folder, "reserve");

    /// <summary>Takes the room, as soon as there is some.</summary>
    public void Keep()
    {
        // The last room is somebody else's.
        if (File.Exists(Path) || new DriveInfo(folder).AvailableFreeSpace < 2 * Size)
        {
            return;
        }

        try
        {
            File.WriteAllBytes(Path, new byte[Size]);
        }
        catch (IOException)
        {
            // Full by now. A part of it would look like all of it.
            File.Delete(Path);
        }
    }

    /// <summary>Gives it up; false when there was none.</summary>
    public bool Free()
    {
        var there = File.Exists(Path);
        File.Delete(Path);
        return there;
    }
}
