using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Voxopsy.Radiomics.PyRadiomics;

/// <summary>Runs pieces of work that do not know of each other on several threads and gives their results in order.</summary>
internal static class SideBySide
{
    /// <summary>Runs all pieces.</summary>
    /// <param name="pieces">Taken one at a time, when a thread is free for it.</param>
    /// <param name="work">What is done with each.</param>
    /// <param name="threads">Pieces at a time, from 1.</param>
    /// <returns>The results in the order of the pieces.</returns>
    internal static IEnumerable<TResult> Run<TPiece, TResult>(IEnumerable<TPiece> pieces, Func<TPiece, TResult> work, int threads)
    {
        if (threads == 1)
        {
            return pieces.Select(work);
        }

        ConcurrentDictionary<long, TResult> results = new();
        try
        {
            Parallel.ForEach(
                Partitioner.Create(pieces, EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { MaxDegreeOfParallelism = threads },
                (piece, _, number) => results[number] = work(piece));
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }

        return results.OrderBy(result => result.Key).Select(result => result.Value);
    }
}
