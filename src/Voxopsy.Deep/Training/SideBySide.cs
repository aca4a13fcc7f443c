using System.Collections.Immutable;
using Voxopsy.Deep.Fusion;

namespace Voxopsy.Deep.Training;

/// <summary>One network to be trained.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Examples">What it learns from.</param>
/// <param name="Settings">What it is made of.</param>
/// <param name="Plan">How it is trained.</param>
public sealed record TrainingTask(string Name, TrainingExamples Examples, ClassifierSettings Settings, TrainingPlan Plan);

/// <summary>Trains several networks at once, threads and memory shared among them; each network's bits are those it has alone.</summary>
public static class SideBySide
{
    /// <summary>The networks in the order of their tasks.</summary>
    /// <param name="tasks">What is to be trained.</param>
    /// <param name="jobs">Networks at once; at least 1.</param>
    /// <param name="resources">Threads and memory of all together.</param>
    /// <param name="cancellation">Stops all; what is saved is kept.</param>
    /// <exception cref="TrainingException">A training cannot start or go on.</exception>
    public static ImmutableArray<TrainedClassifier> Train(IReadOnlyList<TrainingTask> tasks, int jobs, TrainingResources resources, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        ArgumentNullException.ThrowIfNull(resources);
        ArgumentOutOfRangeException.ThrowIfLessThan(jobs, 1);
        int together = Math.Max(1, Math.Min(jobs, tasks.Count));
        TrainingResources share = resources with { Threads = Math.Max(1, resources.Threads / together), MemoryBudget = resources.MemoryBudget / together };
        TrainedClassifier[] trained = new TrainedClassifier[tasks.Count];
        try
        {
            Parallel.For(0, tasks.Count, new ParallelOptions { MaxDegreeOfParallelism = together, CancellationToken = cancellation }, i =>
                trained[i] = new TrainingLoop(tasks[i].Settings, tasks[i].Plan).Run(tasks[i].Examples, share with { Name = tasks[i].Name }, cancellation));
        }
        catch (AggregateException several) when (several.InnerExceptions.OfType<TrainingException>().FirstOrDefault() is { } refused)
        {
            throw new TrainingException(refused.Fault, refused.Message, several);
        }
        catch (AggregateException several) when (several.InnerExceptions.All(inner => inner is OperationCanceledException))
        {
            throw new OperationCanceledException("Training was stopped.", several, cancellation);
        }

        return [.. trained];
    }
}
