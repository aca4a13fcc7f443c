using System.Collections.Immutable;

namespace Voxopsy.Deep.Training;

/// <summary>One epoch of a training.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Rate">The learning rate.</param>
/// <param name="Loss">The mean loss of its steps.</param>
/// <param name="InnerLoss">The loss of the inner part; <see cref="double.NaN"/> without one.</param>
/// <param name="InnerAuc">The area under the curve of the inner part; <see cref="double.NaN"/> without one, or for other than binary heads.</param>
public sealed record EpochRecord(int Epoch, double Rate, double Loss, double InnerLoss, double InnerAuc);

/// <summary>How a training went: what a learning curve shows.</summary>
/// <param name="Epochs">Every epoch.</param>
/// <param name="BestEpoch">The epoch whose weights were kept, from 1.</param>
public sealed record TrainingHistory(ImmutableArray<EpochRecord> Epochs, int BestEpoch);

/// <summary>How far a training has come.</summary>
/// <param name="Name">Which training.</param>
/// <param name="Last">Its last epoch.</param>
/// <param name="Epochs">Epochs at most.</param>
/// <param name="LoaderWait">The share of the epoch's time spent waiting for batches.</param>
public sealed record TrainingProgress(string Name, EpochRecord Last, int Epochs, double LoaderWait);
