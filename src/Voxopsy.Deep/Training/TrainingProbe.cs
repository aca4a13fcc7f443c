using System.Diagnostics;
using Voxopsy.Deep.Fusion;
using Voxopsy.Tensors;
using Voxopsy.Tensors.Optimizers;

namespace Voxopsy.Deep.Training;

/// <summary>Tries two steps on a network that is thrown away: whether a batch fits, and how long training will take.</summary>
public static class TrainingProbe
{
    /// <summary>What a training will take.</summary>
    /// <param name="task">The training.</param>
    /// <param name="resources">Threads and memory.</param>
    /// <exception cref="TrainingException">A batch does not fit into memory, or the cases cannot be learned from.</exception>
    public static TrainingEstimate Measure(TrainingTask task, TrainingResources resources)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(resources);
        task.Plan.Check();
        task.Examples.CheckFor(task.Settings);
        (TrainingExample[] teaching, TrainingExample[] judging) = PatientDivision.Inner(task.Examples.Cases, task.Plan.Stopping.InnerFraction, task.Plan.Seed);
        BatchBuilder builder = new(task.Settings, ClinicalScale.Fit(teaching));
        ClassifierLoss loss = new(task.Settings, task.Plan, teaching);
        TrainingLoop loop = new(task.Settings, task.Plan);
        using IBackend backend = resources.Backend();
        try
        {
            using LesionClassifier classifier = LesionClassifier.Build(task.Settings, backend, task.Plan.Seed);
            using Adam optimizer = new(classifier.Parameters);
            InputBatch batch = builder.Changed([.. teaching.Take(task.Plan.BatchSize)], task.Plan, 0);
            loop.Step(classifier, optimizer, loss, batch, 0, 1);
            long start = Stopwatch.GetTimestamp();
            loop.Step(classifier, optimizer, loss, batch, 0, 2);
            double step = Stopwatch.GetElapsedTime(start).TotalSeconds;

            // Judging costs a third of a step: forward, without the way back.
            int steps = new BatchLoader(builder, task.Plan, teaching).Steps;
            double judged = (double)judging.Length / task.Plan.BatchSize / 3;
            return new TrainingEstimate(step * (steps + judged), task.Plan.Epochs, backend.Memory.Peak);
        }
        catch (TensorMemoryException full)
        {
            throw new TrainingException(
                TrainingFault.BatchTooLarge,
                $"A batch of {task.Plan.BatchSize} cases of {task.Settings.Input} does not fit into {resources.MemoryBudget / (1 << 20)} MB: {full.Message} Use a smaller batch, such as {Math.Max(2, task.Plan.BatchSize / 2)}, smaller crops, or fewer jobs at once.",
                full);
        }
    }
}

/// <summary>What a training will take.</summary>
/// <param name="SecondsPerEpoch">Seconds an epoch.</param>
/// <param name="Epochs">Epochs at most.</param>
/// <param name="PeakBytes">The most memory that tensors held.</param>
public sealed record TrainingEstimate(double SecondsPerEpoch, int Epochs, long PeakBytes)
{
    /// <summary>The time without early stopping.</summary>
    public TimeSpan Longest => TimeSpan.FromSeconds(SecondsPerEpoch * Epochs);
}
