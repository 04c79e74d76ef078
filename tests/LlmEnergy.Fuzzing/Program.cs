using System.Globalization;
using LlmEnergy.Fuzzing.Loops;
using LlmEnergy.Fuzzing.Targets;

namespace LlmEnergy.Fuzzing;

/// <summary>
/// <c>guided [TARGET...]</c> fuzzes by coverage, each target in a process of its own; <c>afl TARGET</c> does so with AFL++. Options:
/// <c>--seconds N</c> of each, <c>--inputs N</c>, <c>--out FOLDER</c> for the inputs of faults, <c>--planted</c>.
/// </summary>
internal static class Program
{
    private const int Fault = 1;
    private const int Misuse = 2;

    public static int Main(string[] arguments)
    {
        var names = arguments.Skip(1).TakeWhile(argument => !argument.StartsWith('-')).ToList();
        var seconds = int.Parse(Option("--seconds") ?? "20", CultureInfo.InvariantCulture);
        var output = Directory.CreateDirectory(Option("--out") ?? Path.Combine(Path.GetTempPath(), "llmenergy-fuzzing"));
        switch (arguments)
        {
            case ["guided", ..]:
                return Guided(names.Count > 0 ? names : [.. AllTargets.List.Select(target => target.Name)], arguments);
            case ["loop", var name, ..]:
                var inputs = int.Parse(Option("--inputs") ?? "2000000000", CultureInfo.InvariantCulture);
                var target = arguments.Contains("--planted") ? PlantedBug.In(AllTargets.Of(name)) : AllTargets.Of(name);
                return Loop(target, inputs, TimeSpan.FromSeconds(seconds), output);
            case ["afl", var name, ..]:
                var found = AflFuzzer.Run(AllTargets.Of(name), seconds, output);
                Console.WriteLine(found ?? "found no afl-fuzz, expected it: apt-get install afl++");
                return found is null ? Misuse : 0;
            case ["input", var name]:
                AflFuzzer.TakeInputs(AllTargets.Of(name));
                return 0;
            default:
                Console.Error.WriteLine(
                    $"found '{string.Join(' ', arguments)}', expected guided or afl, and of {string.Join(", ", AllTargets.List)}"
                );
                return Misuse;
        }

        string? Option(string name) => Array.IndexOf(arguments, name) is >= 0 and var at ? arguments.ElementAtOrDefault(at + 1) : null;
    }

    private static int Guided(IReadOnlyList<string> names, string[] arguments)
    {
        using var instrumented = new Instrumented();
        var code = 0;
        foreach (var name in names)
        {
            var (end, output) = instrumented.Run(["loop", name, .. arguments.SkipWhile(argument => !argument.StartsWith('-'))]);
            Console.Write(end is 0 or Fault ? output : $"{name}: the process ended with {end}\n{output}");
            code = Math.Max(code, end == 0 ? 0 : Fault);
        }

        return code;
    }

    /// <summary>In the instrumented copy: faults go to files, each the input that it came of.</summary>
    private static int Loop(FuzzTarget target, int inputs, TimeSpan time, DirectoryInfo output)
    {
        var fuzzer = new GuidedFuzzer(target, seed: 1, Path.Combine(output.FullName, $"{target.Name}.last"));
        fuzzer.Run(inputs, time);
        Console.WriteLine(fuzzer);
        foreach (var (index, (input, fault)) in fuzzer.Faults.Index())
        {
            var path = Path.Combine(output.FullName, string.Create(CultureInfo.InvariantCulture, $"{target.Name}.{index}"));
            File.WriteAllBytes(path, input);
            Console.WriteLine($"{path}: {fault}");
        }

        return fuzzer.Faults.Count > 0 ? Fault : 0;
    }
}
