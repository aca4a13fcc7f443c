using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Voxopsy.Tensors;
using Voxopsy.Tensors.Optimizers;
using Voxopsy.Tensors.Training;

namespace Voxopsy.Deep.Training;

/// <summary>A training on disk after each epoch: network, optimizer, history, and the best weights so far. Taken up again it goes on with the same bits.</summary>
internal sealed class Checkpoint
{
    private static readonly JsonSerializerOptions Json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private readonly string? _state;
    private readonly string? _best;
    private readonly string _identity;

    internal Checkpoint(TrainingResources resources, string identity)
    {
        _identity = identity;
        if (resources.Checkpoints is { } folder)
        {
            Directory.CreateDirectory(folder);
            _state = Path.Combine(folder, $"{identity[..24]}.training.safetensors");
            _best = Path.Combine(folder, $"{identity[..24]}.best.safetensors");
        }
    }

    /// <summary>Takes a saved training up.</summary>
    /// <returns>Its epochs so far and its best weights; null when there is none.</returns>
    /// <exception cref="TrainingException">The file belongs to another training.</exception>
    internal (List<EpochRecord> Epochs, WeightSnapshot Best)? Resume(ParameterSet parameters, IOptimizer optimizer)
    {
        if (_state is null || !File.Exists(_state) || !File.Exists(_best))
        {
            return null;
        }

        TrainingPosition position = TrainingState.Load(_state, parameters, optimizer);
        if (position.Notes.GetValueOrDefault("identity") != _identity)
        {
            throw new TrainingException(TrainingFault.OtherTraining, $"The saved training '{Path.GetFileName(_state)}' belongs to other cases or another plan. Delete it, or name another folder.");
        }

        List<EpochRecord> epochs = JsonSerializer.Deserialize<List<EpochRecord>>(position.Notes["epochs"], Json)!;
        return (epochs, WeightSnapshot.Read(_best!));
    }

    /// <summary>Saves; the best weights first, so that a stop between the two costs one epoch and no bit.</summary>
    internal void Save(ParameterSet parameters, IOptimizer optimizer, long seed, List<EpochRecord> epochs, WeightSnapshot best, int bestEpoch)
    {
        if (_state is null)
        {
            return;
        }

        if (bestEpoch == epochs.Count || !File.Exists(_best))
        {
            best.Write(_best!);
        }

        TrainingState.Save(_state, parameters, optimizer, new TrainingPosition(epochs.Count, seed)
        {
            Notes = new Dictionary<string, string>
            {
                ["identity"] = _identity,
                ["epochs"] = JsonSerializer.Serialize(epochs, Json),
                ["best_epoch"] = bestEpoch.ToString(CultureInfo.InvariantCulture),
            },
        });
    }
}
