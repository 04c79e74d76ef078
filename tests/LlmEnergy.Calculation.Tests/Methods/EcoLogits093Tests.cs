using System.Globalization;
using LlmEnergy.Calculation.Methods;
using LlmEnergy.Domain.Inventories;
using LlmEnergy.Domain.Quantities;
using LlmEnergy.Factors;

namespace LlmEnergy.Calculation.Tests.Methods;

/// <summary>
/// Against values that EcoLogits itself computed (mlco2/ecologits at commit 5be90da): golden-ecologits-dag.csv has every intermediate one.
/// </summary>
public class EcoLogits093Tests
{
    private const double Relative = 1e-7; // per cent: 1e-9 relative
    private static readonly EcoLogits093 Method = new();

    private static IEnumerable<TestCaseData> Golden()
    {
        var lines = File.ReadAllLines(Path.Combine(TestContext.CurrentContext.TestDirectory, "Methods", "golden-ecologits-dag.csv"));
        var names = lines[0].Split(',');
        return lines[1..]
            .Select(line => names.Zip(line.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second))
            .Select(row => new TestCaseData(row).SetArgDisplayNames(row["case"]));
    }

    [TestCaseSource(nameof(Golden))]
    public void The_graph_comes_to_the_values_of_EcoLogits(Dictionary<string, string> golden)
    {
        double Expected(string name) => double.Parse(golden[name], NumberStyles.Float, CultureInfo.InvariantCulture);
        decimal Given(string name) => decimal.Parse(golden[name], NumberStyles.Float, CultureInfo.InvariantCulture);
        decimal? Optional(string name) => golden[name].Length == 0 ? null : Given(name);

        var constants = FactorSet.Of(
            FactorPack.BuiltIn,
            new(2026, 1, 1),
            [.. EcoLogitsServer.Constants, Method.Gpu.Embodied, Method.Gpu.AbioticDepletion, Method.Gpu.PrimaryEnergy]
        )!;
        var server = new EcoLogitsServer(constants, Given("active_params_b"), Given("total_params_b"));
        var tokens = Given("output_tokens");
        // later versions than 0.9.3 may know tokens per second and the time to the first one
        var modelled = (tokens * (Optional("tps") is { } speed ? 1m / speed : server.SecondsPerToken)) + (Optional("ttft") ?? 0m);
        var seconds = Math.Min(modelled, Optional("request_latency_s") ?? modelled);
        var serverKilowattHours = seconds * server.ServerWattHoursPerSecond / 1_000m;
        var facility = new Pue(Given("pue")).Ratio * (serverKilowattHours + (tokens * server.GpusWattHoursPerToken / 1_000m));
        var energy = FacilityEnergy.FromKilowattHours(facility);
        var it = energy / new Pue(Given("pue"));
        var embodied = seconds * server.HardwarePerSecond(EcoLogitsServer.ServerEmbodied, Method.Gpu.Embodied);

        void Equal(decimal actual, string name, double within = Relative) =>
            Assert.That((double)actual, Is.EqualTo(Expected(name)).Within(within).Percent, name);
        Assert.Multiple(() =>
        {
            Equal(tokens * server.GpuWattHoursPerToken / 1_000m, "gpu_energy");
            Equal(seconds, "generation_latency");
            Equal(server.MemoryGigabytes, "model_required_memory");
            Equal(server.Gpus, "gpu_required_count");
            Equal(serverKilowattHours, "server_energy");
            Equal(facility, "request_energy");
            Equal(facility * Given("mix_gwp"), "request_usage_gwp");
            Equal(facility * Given("mix_adpe"), "request_usage_adpe");
            Equal(facility * Given("mix_pe"), "request_usage_pe");
            Equal((it.KilowattHours * Given("wue")) + (energy.KilowattHours * Given("mix_wue")), "wcf_fixed_after_issue_230");
            Equal(server.Hardware(EcoLogitsServer.ServerEmbodied, Method.Gpu.Embodied), "server_gpu_embodied_gwp");
            Equal(server.Hardware(EcoLogitsServer.ServerAdpe, Method.Gpu.AbioticDepletion), "server_gpu_embodied_adpe");
            Equal(server.Hardware(EcoLogitsServer.ServerPrimaryEnergy, Method.Gpu.PrimaryEnergy), "server_gpu_embodied_pe");
            Equal(embodied, "request_embodied_gwp");
            Equal(seconds * server.HardwarePerSecond(EcoLogitsServer.ServerAdpe, Method.Gpu.AbioticDepletion), "request_embodied_adpe");
            Equal(seconds * server.HardwarePerSecond(EcoLogitsServer.ServerPrimaryEnergy, Method.Gpu.PrimaryEnergy), "request_embodied_pe");
        });
    }

    [Test]
    public void A_line_adds_up_tokens_and_seconds_of_its_requests()
    {
        // Llama 3 70B on Hugging Face: one pair of parameters, PUE 1.09 to 1.14; DAG02 has the same model with PUE 1.20: energy is in
        // proportion
        var line = Lines.Line(Method, null, Lines.Bucket("huggingface", "meta-llama/Meta-Llama-3-70B", 1_000, 0, 400_000));
        var (low, high) = (line.Energy!.Value.Low.KilowattHours, line.Energy.Value.High.KilowattHours);
        Assert.That((double)(low / 1.09m), Is.EqualTo((double)(high / 1.14m)).Within(Relative).Percent);
    }

    [Test]
    public void A_guessed_model_has_a_range_and_no_central_value()
    {
        // DAG06 and DAG07 without tokens per second: gpt-4o with 44 to 132 of 440 billion parameters, PUE 1.20
        var energy = Lines.Line(Method, null, Lines.Bucket("openai", "gpt-4o", 1, 0, 250)).Energy!.Value;
        Assert.That((energy.Low.KilowattHours < energy.High.KilowattHours, energy.Central), Is.EqualTo((true, (FacilityEnergy?)null)));
    }

    [Test]
    public void A_measured_time_that_is_shorter_than_the_modelled_one_counts()
    {
        // 1,000 tokens of a model with 8.03 billion parameters: about 45 s by the model
        var modelled = Lines.Line(Method, null, Lines.Bucket("huggingface", "meta-llama/Meta-Llama-3.1-8B", 1, 0, 1_000));
        var slow = Lines.Line(
            Method,
            null,
            Lines.Bucket("huggingface", "meta-llama/Meta-Llama-3.1-8B", 1, 0, 1_000, generationMilliseconds: 100_000)
        );
        var fast = Lines.Line(
            Method,
            null,
            Lines.Bucket("huggingface", "meta-llama/Meta-Llama-3.1-8B", 1, 0, 1_000, generationMilliseconds: 5_000)
        );
        // 5 s of a server's 1.2 kW x 1/8 of it / 64, at a PUE of 1.09, and the accelerator
        Assert.Multiple(() =>
        {
            Assert.That(slow.Energy, Is.EqualTo(modelled.Energy));
            Assert.That(fast.Energy!.Value.Low.KilowattHours, Is.LessThan(modelled.Energy!.Value.Low.KilowattHours));
            Assert.That(fast.Rate!.Energy!.Terms.Select(term => term.Of), Is.EqualTo(new[] { Quantity.Output, Quantity.GenerationSecond }));
        });
    }

    [Test]
    public void More_parameters_take_more_energy_and_hardware()
    {
        // ECO-M-1: strictly increasing over 20 sizes from 1e-4 to 1e4 billion parameters
        var constants = FactorSet.Of(
            FactorPack.BuiltIn,
            new(2026, 1, 1),
            [.. EcoLogitsServer.Constants, Method.Gpu.Embodied, Method.Gpu.AbioticDepletion, Method.Gpu.PrimaryEnergy]
        )!;
        var sizes = Enumerable.Range(0, 20).Select(step => (decimal)Math.Pow(10, -4 + (8.0 * step / 19)));
        var energies = sizes
            .Select(size => new EcoLogitsServer(constants, size, size))
            .Select(server => server.GpusWattHoursPerToken + (server.SecondsPerToken * server.ServerWattHoursPerSecond))
            .ToList();
        Assert.That(energies, Is.Ordered.Ascending.And.Unique);
    }

    [Test]
    public void France_emits_less_than_the_United_States_and_these_less_than_the_world()
    {
        // ECO-Z-1
        decimal Of(string zone) =>
            InventoryCalculation
                .Calculate(Lines.Activity(Lines.Bucket("openai", "gpt-4o", 1, 0, 400)), FactorPack.BuiltIn, [Method], new(zone, null))
                .Lines[0]
                .LocationBased!.Value.High.KilogramsCo2e;
        Assert.That(new[] { Of("FR"), Of("US"), Of("WORLD") }, Is.Ordered.Ascending);
    }

    [Test]
    public void A_zone_that_EcoLogits_has_no_mix_for_is_not_calculated() =>
        Assert.That(
            InventoryCalculation
                .Calculate(Lines.Activity(Lines.Bucket("openai", "gpt-4o", 1, 0, 400)), FactorPack.BuiltIn, [Method], new("SG", null))
                .Lines[0]
                .WhyNotCalculated,
            Does.StartWith("no grid factor")
        );

    [TestCase("openai", "gpt-4o-2024-08-06", 44, 440)]
    [TestCase("azure-openai", "gpt-35-turbo", 20, 70, TestName = "an alias of EcoLogits")]
    [TestCase("aws-bedrock", "anthropic.claude-opus-4-1-20250805-v1:0", 200, 2_000)]
    [TestCase("mistral", "mistral-large-2411", 123, 123)]
    public void Names_are_found_as_EcoLogits_has_them(string provider, string name, int activeLeast, int totalMost)
    {
        var resolved = FactorPack.BuiltIn.Resolve(provider, name);
        var model = FactorPack.BuiltIn.EcoLogits.Find(provider, FactorPack.BuiltIn.RowOf(resolved).Maker, resolved)!;
        Assert.That((model.ActiveLeast, model.TotalMost), Is.EqualTo(((decimal)activeLeast, (decimal)totalMost)));
    }

    [Test]
    public void All_368_models_and_aliases_of_the_table_give_a_rate() =>
        Assert.Multiple(() =>
        {
            var models = FactorPack.BuiltIn.EcoLogits.All;
            Assert.That(models, Has.Count.EqualTo(368));
            var provider = new Dictionary<string, string>
            {
                ["google_genai"] = "google-gemini-api",
                ["mistralai"] = "mistral",
                ["huggingface_hub"] = "huggingface",
            };
            foreach (var model in models)
                Assert.That(
                    Lines
                        .Line(Method, null, Lines.Bucket(provider.GetValueOrDefault(model.Provider, model.Provider), model.Name, 1, 0, 100))
                        .IsCalculated,
                    Is.True,
                    model.Name
                );
        });

    [Test]
    public void A_model_that_EcoLogits_does_not_list_has_no_rate() =>
        Assert.That(Lines.Line(Method, null, Lines.Bucket("deepseek", "deepseek-chat", 1, 0, 100)).IsCalculated, Is.False);

    [Test]
    public void Hardware_has_abiotic_depletion_and_primary_energy_and_electricity_none_without_an_imported_mix()
    {
        var line = Lines.Line(Method, null, Lines.Bucket("openai", "gpt-4o", 1, 0, 400));
        Assert.That(
            (line.Rate!.Impacts.Select(impact => impact.Of), line.Place!.AbioticDepletion),
            Is.EqualTo((new[] { Impact.AbioticDepletion, Impact.PrimaryEnergy }, (FactorUse?)null))
        );
    }

    [Test]
    public void Input_tokens_do_not_count()
    {
        var (without, with) = (
            Lines.Line(Method, null, Lines.Bucket("openai", "gpt-4o", 1, 0, 400)),
            Lines.Line(Method, null, Lines.Bucket("openai", "gpt-4o", 1, 5_000, 400))
        );
        Assert.That(with.Energy, Is.EqualTo(without.Energy));
    }
}
