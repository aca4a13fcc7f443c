using System.Collections.Immutable;

namespace Voxopsy.Study.Results;

/// <summary>How one network of the frozen models learned.</summary>
/// <param name="Set">The feature set it belongs to.</param>
/// <param name="Network">Its number in the set, from 1.</param>
/// <param name="Epochs">Its epochs in order; at least one.</param>
/// <param name="Kept">The epoch whose weights were kept.</param>
public sealed record LearningCurve(string Set, int Network, ImmutableArray<LearningEpoch> Epochs, int Kept);

/// <summary>One epoch of a training.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Loss">The mean loss of its steps.</param>
/// <param name="InnerLoss">The loss of the inner part that judges when to stop; <see cref="double.NaN"/> without one.</param>
/// <param name="InnerAuc">The area under the curve of the inner part; <see cref="double.NaN"/> without one.</param>
public sealed record LearningEpoch(int Epoch, double Loss, double InnerLoss, double InnerAuc);
