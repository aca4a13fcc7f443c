namespace Voxopsy.Tensors;

/// <summary>Something that the tensor engine cannot do: the message says what, with which shapes, and what to do next.</summary>
public class TensorException : Exception
{
    internal TensorException(string message)
        : base(message)
    {
    }

    internal TensorException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

/// <summary>Shapes that do not fit an operator.</summary>
public sealed class ShapeException : TensorException
{
    internal ShapeException(string message)
        : base(message)
    {
    }
}

/// <summary>The memory budget is used up, or the machine has no more.</summary>
public sealed class TensorMemoryException : TensorException
{
    internal TensorMemoryException(string message, long askedBytes, long usedBytes, long budgetBytes)
        : base(message)
    {
        AskedBytes = askedBytes;
        UsedBytes = usedBytes;
        BudgetBytes = budgetBytes;
    }

    /// <summary>How much was asked for at last, in bytes.</summary>
    public long AskedBytes { get; }

    /// <summary>How much was in use before, in bytes.</summary>
    public long UsedBytes { get; }

    /// <summary>The limit, in bytes.</summary>
    public long BudgetBytes { get; }
}

/// <summary>A loss that is not a number, or infinite.</summary>
public sealed class NonFiniteException : TensorException
{
    internal NonFiniteException(string message)
        : base(message)
    {
    }
}
