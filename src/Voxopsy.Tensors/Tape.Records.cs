namespace Voxopsy.Tensors;

public sealed partial class Tape
{
    /// <summary>Says which operator comes, for messages about memory and shapes.</summary>
    internal string Begin(string operation) => Backend.Operation = Place.Length == 0 ? operation : $"{operation} in '{Place}'";

    /// <summary>Takes over a tensor that a backend made.</summary>
    internal Tensor Own(Tensor tensor)
    {
        tensor.IsHeld = true;
        tensor.Origin = Backend.Operation;
        _owned.Add(tensor);
        return tensor;
    }

    /// <summary>Takes over an operator's output and remembers the way back, where one of the inputs needs a gradient.</summary>
    /// <param name="operation">The operator's name.</param>
    /// <param name="output">Fresh from the backend.</param>
    /// <param name="inputs">What the output depends on.</param>
    /// <param name="saved">What backward reads: inputs, the output, or states (which the tape takes over).</param>
    /// <param name="backward">Gets the output's gradient; hands gradients on by <see cref="Give"/> and <see cref="Pass"/>.</param>
    internal Tensor Remember(string operation, Tensor output, ReadOnlySpan<Tensor?> inputs, ReadOnlySpan<Tensor?> saved, Action<Tensor> backward)
    {
        Own(output);
        bool recorded = Mode == TapeMode.Recording && AnyNeedsGradient(inputs);
        List<Tensor> savedHere = [];
        foreach (Tensor? tensor in saved)
        {
            if (tensor is null || tensor.Parameter is not null)
            {
                continue;
            }

            if (recorded && (tensor.IsHeld || tensor.Saves > 0))
            {
                tensor.Saves++;
                savedHere.Add(tensor);
            }
        }

        if (recorded)
        {
            Add(new Record(operation, Place, output, savedHere, backward));
        }

        return output;
    }

    /// <summary>Takes over a state that only backward reads; freed at once where there will be no backward.</summary>
    internal Tensor State(Tensor state, ReadOnlySpan<Tensor?> inputs)
    {
        Own(state);
        if (Mode == TapeMode.Inference || !AnyNeedsGradient(inputs))
        {
            LetGo(state);
        }

        return state;
    }

    /// <summary>Hands a fresh gradient on; the tape takes it over.</summary>
    internal void Give(Tensor input, Tensor? gradient)
    {
        if (gradient is null)
        {
            return;
        }

        if (!input.NeedsGradient)
        {
            gradient.Dispose();
        }
        else if (input.Parameter is { } parameter)
        {
            parameter.AddGradient(gradient);
        }
        else
        {
            _gradients[input.Node] = Sum(_gradients[input.Node], gradient);
        }
    }

    /// <summary>Hands the same gradient on without a copy.</summary>
    internal void Pass(Tensor input, Tensor gradient)
    {
        if (input.NeedsGradient)
        {
            Give(input, gradient.View(input.Shape));
        }
    }

    /// <summary>Adds a gradient to what is there, in place where nobody else reads it; takes both over.</summary>
    internal static Tensor Sum(Tensor? sum, Tensor addend)
    {
        if (sum is null)
        {
            return addend;
        }

        if (!sum.Storage.IsUnshared)
        {
            (sum, addend) = (addend, sum);
        }

        if (!sum.Storage.IsUnshared)
        {
            Tensor copy = sum.Backend.Copy(sum);
            sum.Dispose();
            sum = copy;
        }

        sum.Backend.AddInPlace(sum, addend, 1);
        addend.Dispose();
        return sum;
    }

    /// <summary>Drops the caller's hold on a tensor.</summary>
    internal static void LetGo(Tensor tensor)
    {
        if (tensor.IsHeld)
        {
            tensor.IsHeld = false;
            if (tensor.Saves == 0)
            {
                tensor.Dispose();
            }
        }
    }

    internal void FreeFrom(int first, HashSet<Tensor> except)
    {
        for (int i = first; i < _owned.Count; i++)
        {
            if (!except.Contains(_owned[i]))
            {
                Free(_owned[i]);
            }
        }
    }

    private static bool AnyNeedsGradient(ReadOnlySpan<Tensor?> inputs)
    {
        foreach (Tensor? input in inputs)
        {
            if (input is { NeedsGradient: true })
            {
                return true;
            }
        }

        return false;
    }

    private void Add(Record record)
    {
        record.Output.Node = _records.Count;
        _records.Add(record);
    }

    private sealed class Record(string operation, string place, Tensor output, List<Tensor> saved, Action<Tensor> backward)
    {
        internal string Operation => operation;

        internal string Place => place;

        internal Tensor Output => output;

        internal Action<Tensor>? Backward { get; private set; } = backward;

        internal void Forget()
        {
            Backward = null;
            foreach (Tensor tensor in saved)
            {
                if (--tensor.Saves == 0 && !tensor.IsHeld)
                {
                    tensor.Dispose();
                }
            }

            saved.Clear();
        }
    }
}
