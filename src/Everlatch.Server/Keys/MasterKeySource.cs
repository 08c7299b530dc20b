using Everlatch.Core.Secrets;
using Everlatch.Hosting;

namespace Everlatch.Server.Keys;

/// <summary>Finds the master key: in the environment, or in the file that the configuration names.</summary>
public static class MasterKeySource
{
    /// <summary>The key itself, in the environment. Never on a command line, where other users could read it.</summary>
    public const string Variable = "EVERLATCH_MASTER_KEY";

    /// <summary>Path of the key's file, in the environment.</summary>
    public const string FileVariable = "EVERLATCH_MASTER_KEY_FILE";

    /// <summary>Path of the key's file, in the configuration.</summary>
    public const string FileSetting = "Everlatch:MasterKeyFile";

    /// <summary>Reads it.</summary>
    /// <exception cref="StartRefusedException">Nobody said where it is, or it is not usable.</exception>
    public static MasterKey Read(IConfiguration configuration)
    {
        if (configuration[Variable] is { Length: > 0 } key)
        {
            return MasterKeyFile.Parse(key, Variable);
        }

        var path = configuration[FileVariable] ?? configuration[FileSetting];
        return path is { Length: > 0 }
            ? MasterKeyFile.Read(path)
            : throw new StartRefusedException(
                "EL1010", $"There is no master key. Set {FileVariable}, {FileSetting} or {Variable}.");
    }
}
