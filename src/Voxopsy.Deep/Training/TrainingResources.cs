namespace Voxopsy.Deep.Training;

/// <summary>What a training may use; none of it changes a number.</summary>
public sealed record TrainingResources
{
    /// <summary>Its name, for progress and for its checkpoint.</summary>
    public string Name { get; init; } = "network";

    /// <summary>Threads of its arithmetic; at least 1. One more makes batches.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The most memory for tensors, in bytes.</summary>
    public long MemoryBudget { get; init; } = new Tensors.ManagedSettings().MemoryBudget;

    /// <summary>Where training is saved after each epoch, so that a stopped one goes on; null for nowhere.</summary>
    public string? Checkpoints { get; init; }

    /// <summary>Hears how far it has come.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    internal Tensors.IBackend Backend() => Tensors.Backends.Managed(new Tensors.ManagedSettings { Threads = Math.Max(1, Threads), MemoryBudget = MemoryBudget });
}
