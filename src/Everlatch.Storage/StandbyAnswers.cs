namespace Everlatch.Storage;

/// <summary>What an answer is worth that a standby may have given.</summary>
public static class StandbyAnswers
{
    /// <summary>Makes sure that what was not found is not there.</summary>
    /// <param name="database">The database that was asked.</param>
    /// <param name="asked">What it was asked.</param>
    /// <exception cref="StoreFaultException">A standby answers: what is missing may only not have arrived there.</exception>
    public static void EnsureMissing(this IDatabase database, string asked)
    {
        if (!database.Standing.IsNewest)
        {
            throw new StoreFaultException(asked, new TimeoutException("A standby did not find it, and may not have it yet."))
            {
                ChangedNothing = true,
            };
        }
    }
}
