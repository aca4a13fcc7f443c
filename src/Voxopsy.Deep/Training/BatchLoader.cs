using System.Diagnostics;
using Voxopsy.Deep.Fusion;
using Voxopsy.Tensors;

namespace Voxopsy.Deep.Training;

/// <summary>The batches of an epoch: the next one is made by another thread while the network works on the last.</summary>
internal sealed class BatchLoader(BatchBuilder builder, TrainingPlan plan, IReadOnlyList<TrainingExample> cases)
{
    /// <summary>Gets how long the network has waited for batches.</summary>
    internal TimeSpan Waited { get; private set; }

    /// <summary>Steps of an epoch; a last batch of one case is left out, since a batch norm needs two.</summary>
    internal int Steps => (cases.Count / plan.BatchSize) + (cases.Count % plan.BatchSize >= 2 ? 1 : 0);

    /// <summary>The batches of an epoch in their order.</summary>
    internal IEnumerable<InputBatch> Epoch(int epoch)
    {
        TrainingExample[][] batches = [.. Order(epoch).Chunk(plan.BatchSize).Where(batch => batch.Length >= 2)];
        Task<InputBatch> next = Task.Run(() => builder.Changed(batches[0], plan, epoch));
        for (int i = 0; i < batches.Length; i++)
        {
            long start = Stopwatch.GetTimestamp();
            InputBatch batch = next.GetAwaiter().GetResult();
            Waited += Stopwatch.GetElapsedTime(start);
            if (i + 1 < batches.Length)
            {
                TrainingExample[] following = batches[i + 1];
                next = Task.Run(() => builder.Changed(following, plan, epoch));
            }

            yield return batch;
        }
    }

    /// <summary>The cases of an epoch: shuffled, or every class drawn equally often.</summary>
    private IEnumerable<TrainingExample> Order(int epoch)
    {
        ulong stream = NamedGenerator.Seed(plan.Seed, $"order/epoch {epoch}");
        TrainingExample[] shuffled = [.. cases.Select((example, i) => (Example: example, Key: NamedGenerator.Uniform53(stream, i))).OrderBy(pair => pair.Key).Select(pair => pair.Example)];
        if (plan.Balance != ClassBalance.Sampled)
        {
            return shuffled;
        }

        // Classes take turns; a small one starts over in the same shuffled order.
        TrainingExample[][] classes = [.. shuffled.GroupBy(example => example.Grade).OrderBy(group => group.Key).Select(group => group.ToArray())];
        return Enumerable.Range(0, cases.Count).Select(i =>
        {
            TrainingExample[] own = classes[i % classes.Length];
            return own[i / classes.Length % own.Length];
        });
    }
}
